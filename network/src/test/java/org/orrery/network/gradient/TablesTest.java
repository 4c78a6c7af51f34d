package org.orrery.network.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables against each other and against what the documentation says. */
class TablesTest {
    private static final Path PAGE = Path.of(System.getProperty("orrery.root", ".."), "docs", "differentiable.md");

    private static Set<String> named(Predicate<Treatment> which) {
        return Rules.all().entrySet().stream().filter(each -> which.test(each.getValue()))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The operators listed under a heading: the paragraph of names in backticks. */
    private static Set<String> listed(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("## " + heading);
        assertThat(start).as("heading " + heading).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        String section = page.substring(start, end < 0 ? page.length() : end);
        return Arrays.stream(section.split("\n\n")).filter(paragraph -> paragraph.startsWith("`"))
                .flatMap(paragraph -> Pattern.compile("`([^`]+)`").matcher(paragraph).results())
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePageListsWhatTheTablesHold() throws IOException {
        assertThat(listed("By a rule")).isEqualTo(named(each -> each instanceof Treatment.Smooth));
        assertThat(listed("Written out")).isEqualTo(new TreeSet<>(Expansions.all()));
        assertThat(listed("Constant but for jumps")).isEqualTo(named(each -> each instanceof Treatment.Flat));
        assertThat(listed("Refused by name")).isEqualTo(named(each -> each instanceof Treatment.Refused));
    }

    @Test
    void anOperatorHasARuleOrIsWrittenOut() {
        assertThat(Expansions.all()).doesNotContainAnyElementsOf(Rules.all().keySet());
        assertThat(named(each -> each instanceof Treatment.Smooth).size() + Expansions.all().size())
                .isGreaterThan(120);
    }
}
