#!/bin/sh
# Makes vega-bundle.min.js and its licences in src/main/resources anew. Needs node, npm and an npm registry.
set -eu
cd "$(dirname "$0")"
target=../src/main/resources/org/orrery/report/vega
meta=node_modules/meta.json
npm install --no-package-lock --no-audit --no-fund
mkdir -p "$target"
npx esbuild entry.js --bundle --minify --format=iife --global-name=orreryVega --target=es2022 --charset=ascii \
    --legal-comments=none --alias:vega=./vega-slim.js --alias:topojson-client=./nothing.js \
    --metafile="$meta" --outfile="$target/vega-bundle.min.js"
node licences.mjs "$meta" "$target/LICENSES.txt"
