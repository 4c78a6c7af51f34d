// What Vega-Lite charts without maps, graphs, trees and word clouds need of Vega: see node_modules/vega/index.js.
import { transforms } from 'vega-dataflow';
import { extend } from 'vega-util';
import * as base from 'vega-transforms';
import * as view from 'vega-view-transforms';
import * as encode from 'vega-encode';

extend(transforms, base, view, encode);

export * from 'vega-util';
export { View } from 'vega-view';
export { parse } from 'vega-parser';
