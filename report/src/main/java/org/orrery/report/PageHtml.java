package org.orrery.report;

import java.util.List;
import java.util.stream.Collectors;
import org.orrery.core.Claim;
import org.orrery.lab.ClaimJson;

/** Writes the whole document. */
final class PageHtml {
    private static final Resource STYLE = Resource.of("report.css");
    private static final Resource SCRIPT = Resource.of("report.js");
    private static final Resource VEGA = Resource.of("vega/vega-bundle.min.js");
    private static final Resource LICENSES = Resource.of("vega/LICENSES.txt");
    private final Page page;
    private final Html html = new Html();

    PageHtml(Page page) {
        this.page = page;
    }

    @Override
    public String toString() {
        boolean pictures = page.sections().stream().flatMap(section -> section.blocks().stream())
                .anyMatch(Block.Picture.class::isInstance);
        html.trusted("<!DOCTYPE html>\n").open("html", "lang", "en");
        head(pictures);
        html.open("body").open("main");
        opening(pictures);
        BlockHtml blocks = new BlockHtml(html);
        for (Section section : page.sections()) {
            html.open("section");
            if (!section.title().isBlank()) {
                html.line("h2", section.title());
            }
            section.blocks().forEach(blocks::write);
            html.close();
        }
        reproduce();
        references();
        html.close();
        html.json(page.claims().stream().map(ClaimJson::write).collect(Collectors.joining(",\n", "[", "]")), "type",
                "application/json", "id", "claims");
        if (pictures) {
            html.json(LICENSES.text(), "type", "text/plain", "id", "licenses");
            script(VEGA);
            script(SCRIPT);
        }
        return html.close().close().toString();
    }

    private void head(boolean pictures) {
        String scripts = pictures ? VEGA.hash() + " " + SCRIPT.hash() : "'none'";
        html.open("head").lone("meta", "charset", "utf-8");
        html.lone("meta", "http-equiv", "Content-Security-Policy", "content",
                "default-src 'none'; script-src " + scripts
                        + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'");
        html.lone("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.lone("meta", "name", "color-scheme", "content", "light dark");
        html.lone("meta", "name", "generator", "content", "Orrery");
        html.lone("meta", "name", "description", "content", page.lead());
        html.line("title", page.title());
        html.open("style").trusted(STYLE.text()).close();
        html.json(metadata().toString(), "type", "application/ld+json");
        html.close();
    }

    private Spec metadata() {
        Spec metadata = Spec.of("@context", "https://schema.org").with("@type", "CreativeWork")
                .with("name", page.title()).with("abstract", page.lead());
        if (!page.claims().isEmpty()) {
            String version = page.claims().getFirst().provenance().version();
            metadata.with("creator", Spec.of("@type", "SoftwareApplication").with("name", "Orrery")
                    .with("softwareVersion", version));
            metadata.with("version", version);
        }
        return metadata.with("citation", page.references());
    }

    private void opening(boolean pictures) {
        html.open("header").line("p", "Orrery", "class", "mark");
        html.line("h1", page.title()).line("p", page.lead(), "class", "lead").close();
        if (pictures) {
            html.open("noscript")
                    .line("p", "The pictures on this page need JavaScript, which is switched off. What they "
                            + "show is said in their place, and the numbers stand in the tables.", "class", "note")
                    .close();
        }
    }

    private void reproduce() {
        html.open("section", "class", "reproduce").line("h2", "How to get this page again");
        html.open("pre").line("code", page.reproduce()).close();
        List<Claim.Provenance> sources = page.claims().stream().map(claim -> timeless(claim.provenance())).distinct()
                .toList();
        for (Claim.Provenance source : sources) {
            html.open("dl", "class", "provenance");
            entry("model", source.model());
            entry("sha256", source.modelSha256());
            if (source.dataSha256() != null) {
                entry("data sha256", source.dataSha256());
            }
            entry("method", source.method());
            entry("seed", Long.toString(source.seed()));
            entry("version", source.version());
            html.close();
        }
        html.close();
    }

    private static Claim.Provenance timeless(Claim.Provenance source) {
        return new Claim.Provenance(source.model(), source.modelSha256(), source.dataSha256(), source.version(),
                source.seed(), source.method(), 0);
    }

    private void entry(String name, String value) {
        html.open("div").line("dt", name).line("dd", value).close();
    }

    private void references() {
        if (page.references().isEmpty()) {
            return;
        }
        html.open("section", "class", "references").line("h2", "Methods used").open("ol");
        for (String reference : page.references()) {
            html.open("li");
            ProseHtml.reference(html, reference);
            html.close();
        }
        html.close().close();
    }

    private void script(Resource resource) {
        html.open("script").trusted(resource.text()).close();
    }
}
