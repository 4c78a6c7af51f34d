package org.orrery.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Method;
import org.orrery.core.Rung;

/** The page of an attribution: {@code orrery explain ... --report out.html}. Parts on two axes or more become a picture. */
public final class AttributionPage {
    private final Claim claim;

    private AttributionPage(Claim claim) {
        this.claim = claim;
    }

    /**
     * Tells an attribution: the number, a picture of the parts, the table, and how far it can be trusted.
     *
     * @param answer whose table has the address of a part first and, where parts are elements of a tensor, the attribution
     *        fourth
     * @param command as typed, to get the page again
     */
    public static Page of(Answer answer, String command) {
        Claim claim = answer.claim();
        return new Page(claim.question(), Words.lead(claim), new AttributionPage(claim).sections(), command,
                answer.methods().stream().map(Method::reference).distinct().toList(), List.of(claim));
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("", new Block.Headline(claim)));
        List<Block> parts = new ArrayList<>(pictures());
        if (claim.table() != null) {
            parts.add(new Block.TableBlock("The parts, the weightiest first", claim.table(), true));
        }
        sections.add(new Section(claim.rung() == Rung.SEE ? "What it leans on" : "What made the difference", parts));
        sections.add(Section.of("What was checked", new Block.Checks(claim.checks())));
        sections.add(Section.of("What was taken for granted", new Block.Assumptions(claim.assumptions())));
        return sections;
    }

    private List<Block.Picture> pictures() {
        Map<String, List<List<Object>>> variables = new LinkedHashMap<>();
        if (claim.table() != null) {
            for (List<Object> row : claim.table().rows()) {
                variables.computeIfAbsent(Address.parse((String) row.getFirst()).name(), _ -> new ArrayList<>())
                        .add(row);
            }
        }
        List<Block.Picture> pictures = new ArrayList<>();
        variables.forEach((name, rows) -> {
            Block.Picture picture = picture(name, rows);
            if (picture != null) {
                pictures.add(picture);
            }
        });
        return pictures;
    }

    /** The last two axes as a map, summed over those before; null where there are fewer than two. */
    private static Block.@Nullable Picture picture(String name, List<List<Object>> rows) {
        Map<List<Integer>, Double> sums = new LinkedHashMap<>();
        TreeSet<Integer> down = new TreeSet<>();
        TreeSet<Integer> across = new TreeSet<>();
        for (List<Object> row : rows) {
            List<Integer> at = places((String) row.getFirst());
            if (at.size() < 2) {
                return null;
            }
            List<Integer> last = at.subList(at.size() - 2, at.size());
            down.add(last.getFirst());
            across.add(last.getLast());
            sums.merge(last, ((Number) row.get(3)).doubleValue(), Double::sum);
        }
        if (down.size() < 2 || across.size() < 2) {
            return null;
        }
        int height = down.last() + 1;
        int width = across.last() + 1;
        double[][] values = new double[height][width];
        sums.forEach((at, value) -> values[at.getFirst()][at.getLast()] = value);
        HeatMap map = new HeatMap(name, steps(width), steps(height), values);
        return Pictures.heatMap(List.of(map), Axis.of("column", null), Axis.of("row", null).turn(),
                Axis.of("attribution", null), HeatMap.Colours.DIVERGING).withCaption(
                        "What each part of " + name
                                + " carries, summed over any axes before the last two: row and column."
                                + " A part that is not in the table is drawn as zero.");
    }

    private static double[] steps(int length) {
        return IntStream.range(0, length).mapToDouble(i -> i).toArray();
    }

    private static List<Integer> places(String address) {
        List<Integer> places = new ArrayList<>();
        for (Address.Selector selector : Address.parse(address).selectors()) {
            if (selector instanceof Address.Selector.Index(int index)) {
                places.add(index);
            }
        }
        return places;
    }
}
