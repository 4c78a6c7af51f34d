package org.orrery.report;

import java.util.List;
import java.util.stream.Collectors;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.report.Block.Picture;

/** Shares of the variance as bars. */
final class SharesPicture {
    private SharesPicture() {}

    static Picture picture(List<Claim.Share> shares) {
        List<Spec> rows = shares.stream()
                .map(share -> Spec.of("source", Labels.broken(share.source())).with("share", share.share()).with("text",
                        percent(share)))
                .toList();
        Spec y = Spec.of("field", "source").with("type", "nominal").with("sort", null).with("title", null)
                .with("axis", Labels.axis());
        Spec x = Spec.of("field", "share").with("type", "quantitative").with("title", null)
                .with("scale", Spec.of("domain", List.of(0, 1)))
                .with("axis", Spec.of("format", ".0%").with("values", List.of(0, 0.25, 0.5, 0.75, 1)));
        Spec bar = Spec.of("mark", Spec.of("type", "bar").with("color", Palette.OFF).with("height", 14));
        Spec label = Spec.of("mark", Spec.of("type", "text").with("align", "left").with("dx", 5))
                .with("encoding", Spec.of("text", Spec.of("field", "text").with("type", "nominal")));
        Spec spec = Spec
                .picture(Labels.height(shares.stream().map(share -> Labels.broken(share.source())).toList(), 26))
                .with("title", "Share of the variance")
                .with("data", Spec.of("values", rows)).with("encoding", Spec.of("y", y).with("x", x))
                .with("layer", List.of(bar, label));
        String told = shares.stream().map(share -> share.source() + " " + percent(share))
                .collect(Collectors.joining(", "));
        return new Picture(spec.toString(), "Where the uncertainty comes from: each source's share of the variance "
                + "of the answer over the ensemble.", "Shares of the variance: " + told + ".");
    }

    private static String percent(Claim.Share share) {
        return Numbers.round(100 * share.share(), 2) + " %";
    }
}
