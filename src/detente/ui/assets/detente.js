// Everything that every page needs; each module listens on the document, so content that arrives later works too.
import "./js/theme.js";
import "./js/menu.js";
import "./js/popover.js";
import "./js/drawer.js";
import "./js/palette.js";
import "./js/bell.js";
import "./js/table.js";
import "./js/toasts.js";
import "./js/progress.js";
import "./js/file_drop.js";
import "./js/charts_when_needed.js";
