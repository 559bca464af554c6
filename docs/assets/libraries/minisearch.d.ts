// The build copies the library here (handbook/libraries.py); its types stay where npm puts them.
export { default } from "minisearch";
