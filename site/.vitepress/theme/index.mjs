// Without the fonts of the default theme: the system's own need no download.
import theme from "vitepress/theme-without-fonts";
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has no exports
import "./style.css";

export default theme;
