package org.orrery.casebook.immune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Claim;
import org.orrery.core.Rung;
import org.orrery.core.Scope;
import org.orrery.lab.ClaimJson;
import org.orrery.lab.LocalLab;
import org.orrery.report.Block;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.NamedClaim;

class ImmuneCaseTest {
    private static CaseResult result = run(2);
    private static Map<String, Claim> claims = Map.of();

    @BeforeAll
    static void byName() {
        claims = result.claims().stream().collect(Collectors.toMap(NamedClaim::id, NamedClaim::claim));
    }

    private static CaseResult run(int threads) {
        return new ImmuneCase().run(new CaseSetting(null, new LocalLab(threads), 1, "test", "./orrery run immune"));
    }

    /** Values checked against a fixed-step fourth-order Runge-Kutta solution with steps of 0.001 and 0.0001 days. */
    @ParameterizedTest
    @CsvSource({"untouched,368.99998", "vaccine,274.46475", "block-day-100,0.0092201845", "block-day-300,0.98002071",
            "vaccine-and-block-day-100,9.0572697e-05", "vaccine-and-block-day-300,3.2990874",
            "late-pulse-day-100,368.99888", "early-pulse-day-100,0.0092201845", "early-pulse-day-200,368.94778"})
    void givesTheKnownAnswers(String id, double known) {
        assertThat(OneCell.number(claim(id))).isCloseTo(known, Percentage.withPercentage(2e-5));
    }

    @Test
    void speaksOfTheModelAndStandsOnItsChecks() {
        Claim block = claim("block-day-100");
        assertThat(block.rung()).isEqualTo(Rung.DO);
        assertThat(block.scope()).isEqualTo(Scope.MODEL);
        assertThat(block.sound()).isTrue();
        assertThat(block.checks()).extracting(Claim.Check::name).contains("no-op control", "interventions fired");
        assertThat(block.estimate()).isEqualTo(block.on() - block.off());
    }

    @Test
    void doesNotTrustATumourSmallerThanACell() {
        Claim relapse = claim("block-day-300");
        assertThat(relapse.checks()).filteredOn(check -> check.name().equals("tumour stays a density"))
                .singleElement().satisfies(check -> {
                    assertThat(check.passed()).isFalse();
                    assertThat(check.detail()).contains("2.82e-9");
                });
        assertThat(relapse.assumptions()).anyMatch(assumption -> assumption.status() == Claim.State.FAILS);
        assertThat(relapse.sentence()).contains("below the size of one cell");
    }

    @Test
    void mapsStartAndDuration() {
        Claim.Table table = claim("start-duration-map").table();
        assertThat(table).isNotNull();
        assertThat(table.columns()).containsExactly("start", "duration", "T @ 100", "T @ 200");
        assertThat(table.rows()).anySatisfy(row -> {
            assertThat((Double) row.get(2)).isLessThan(TreatmentMap.CURED);
            assertThat((Double) row.get(3)).isGreaterThan(300);
        });
        assertThat(table.rows()).anySatisfy(row -> assertThat((Double) row.get(2)).isGreaterThan(300));
    }

    @Test
    void saysHowUncertainItIs() {
        Claim uncertain = claim("block-day-100-uncertain");
        Claim.Interval interval = uncertain.interval();
        assertThat(interval).isNotNull();
        assertThat(interval.low()).isLessThan(interval.high());
        assertThat(uncertain.uncertainty().stream().mapToDouble(Claim.Share::share).sum()).isCloseTo(1, within(1e-9));
        assertThat(uncertain.uncertainty().getFirst().source()).isEqualTo("c0inv");
    }

    @Test
    void givesTheSameBitsInAnyNumberOfThreads() {
        CaseResult alone = run(1);
        assertThat(alone.claims().stream().map(ImmuneCaseTest::withoutTime).toList())
                .isEqualTo(result.claims().stream().map(ImmuneCaseTest::withoutTime).toList());
    }

    private static String withoutTime(NamedClaim named) {
        return named.id() + ClaimJson.write(named.claim()).replaceAll("\"millis\":\\d+", "");
    }

    @Test
    void isTold() {
        assertThat(result.page().claims()).hasSameSizeAs(result.claims());
        assertThat(result.page().sections().stream().flatMap(section -> section.blocks().stream())
                .filter(Block.Picture.class::isInstance).count()).isEqualTo(5);
        assertThat(result.page().lead()).contains("0.00922018").contains("0.980021");
    }

    @Test
    void isFoundByTheDoors() {
        assertThat(ServiceLoader.load(Case.class).stream().map(ServiceLoader.Provider::get).map(Case::name))
                .contains("immune");
    }

    private static Claim claim(String id) {
        Claim claim = claims.get(id);
        assertThat(claim).as(id).isNotNull();
        return claim;
    }
}
