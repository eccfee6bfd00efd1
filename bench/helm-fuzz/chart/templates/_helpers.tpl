{{- define "demo.fullname" -}}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 63 }}{{- end }}
{{- define "demo.echo" -}}<{{ . }}>{{- end }}
{{- define "demo.tree" -}}{{ .name }}{{ range .kids }}({{ include "demo.tree" . }}){{ end }}{{- end }}
{{- define "demo.fails" }}{{ fail (printf "failed with %v" .) }}{{ end }}
{{- define "demo.badfield" }}{{ .missing.deeper }}{{ end }}
