package org.orrery.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Rung;
import org.orrery.core.Scope;

class AttributionPageTest {
    private static Page page(List<List<Object>> rows) {
        Claim claim = new Claim("explain y", Claim.Status.ANSWERED, null, Rung.SEE, Scope.MODEL, 3.0, null, null, null,
                null, List.of(), List.of(), List.of(new Claim.Check("completeness", true, "adds up")), "It leans on x.",
                new Claim.Table(List.of("part", "value", "baseline", "attribution"), rows),
                new Claim.Provenance("net.onnx", "0".repeat(64), null, "test", 1, "by hand", 0));
        return AttributionPage.of(new Answer(claim, List.of(), List.of(), List.of()), "orrery explain net.onnx");
    }

    private static List<Block.Picture> pictures(Page page) {
        return page.sections().stream().flatMap(section -> section.blocks().stream())
                .filter(Block.Picture.class::isInstance).map(Block.Picture.class::cast).toList();
    }

    @Test
    void partsOnTwoAxesAreDrawnSummedOverTheAxesBefore() {
        List<List<Object>> rows = new ArrayList<>();
        for (int channel = 0; channel < 2; channel++) {
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 4; column++) {
                    rows.add(List.of("x[" + channel + ", " + row + ", " + column + "]", 1.0, 0.0,
                            row == 1 && column == 2 ? 4.0 : 0.5));
                }
            }
        }
        Block.Picture picture = pictures(page(rows)).getFirst();
        assertThat(picture.alternative()).contains("to 8 (column 2, row 1)").contains("from 1 (");
        assertThat(picture.spec()).contains("\"reverse\":true");
    }

    @Test
    void partsOnOneAxisAreATableAlone() {
        Page page = page(List.of(List.of("x[1]", 1.0, 0.0, 2.0), List.of("x[0]", 1.0, 0.0, 1.0)));
        assertThat(pictures(page)).isEmpty();
        assertThat(HtmlReport.html(page)).contains("x[1]", "It leans on x.", "completeness");
    }
}
