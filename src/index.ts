export { type RenderTemplatesOptions, renderTemplates } from "./node/render-templates.ts";
