package org.orrery.report;

import org.orrery.core.Claim;

/** Writes one block. */
final class BlockHtml {
    private final Html html;
    private final ClaimHtml claims;

    BlockHtml(Html html) {
        this.html = html;
        claims = new ClaimHtml(html);
    }

    void write(Block block) {
        switch (block) {
            case Block.Prose prose -> ProseHtml.paragraphs(html, prose.text());
            case Block.ClaimBlock whole -> claims.whole(whole.id(), whole.claim());
            case Block.Headline headline -> {
                claims.badges(headline.claim(), "");
                claims.headline(headline.claim());
            }
            case Block.Assumptions assumptions -> claims.assumptions(assumptions.assumptions());
            case Block.Checks checks -> claims.checks(checks.checks());
            case Block.Picture picture -> picture(picture);
            case Block.TableBlock table -> table(table);
        }
    }

    /** The alternative stands in the picture's place until a script draws it, and becomes its label then. */
    private void picture(Block.Picture picture) {
        html.open("figure", "class", "picture");
        html.open("div", "class", "chart", "role", "img", "aria-label", picture.alternative());
        html.line("p", picture.alternative(), "class", "alternative").close();
        html.json(picture.spec(), "type", "application/json", "class", "spec");
        html.line("figcaption", picture.caption()).close();
    }

    private void table(Block.TableBlock block) {
        // A short table stays on one sheet of paper.
        String length = block.table().rows().size() <= 20 ? " short" : "";
        if (block.folded()) {
            html.open("details", "class", "table" + length).line("summary", block.caption());
        }
        html.open("div", "class", "scroll" + length, "tabindex", "0", "role", "region", "aria-label", block.caption());
        html.open("table");
        if (!block.folded()) {
            html.line("caption", block.caption());
        }
        html.open("thead").open("tr");
        Claim.Table table = block.table();
        for (int i = 0; i < table.columns().size(); i++) {
            html.line("th", table.columns().get(i), "scope", "col", "class", numeric(table, i) ? "number" : "text");
        }
        html.close().close().open("tbody");
        table.rows().forEach(row -> {
            html.open("tr");
            row.forEach(this::cell);
            html.close();
        });
        html.close().close().close();
        if (block.folded()) {
            html.close();
        }
    }

    private void cell(Object cell) {
        if (cell instanceof Number number) {
            html.line("td", Figure.of(number.doubleValue()), "class", "number");
        } else {
            html.line("td", cell.toString());
        }
    }

    private static boolean numeric(Claim.Table table, int column) {
        return !table.rows().isEmpty()
                && table.rows().stream().allMatch(row -> column < row.size() && row.get(column) instanceof Number);
    }
}
