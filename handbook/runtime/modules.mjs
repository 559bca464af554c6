// node modules.mjs FOLDER: starts the plain bundle there and writes the names of all modules that it imports, as JSON.

import { pyodideIn, said } from "./pyodide.mjs";

const pyodide = await pyodideIn(process.argv[2]);
pyodide.pyimport("calculators");
said([...pyodide.pyimport("sys").modules.keys()]);
