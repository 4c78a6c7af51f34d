import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';
import { View, parse } from 'vega';

export { View, compile, expressionInterpreter, parse };
