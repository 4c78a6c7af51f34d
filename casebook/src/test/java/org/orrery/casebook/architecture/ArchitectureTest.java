package org.orrery.casebook.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of the house: who may lean on whom. */
class ArchitectureTest {
    private static final String[] ENGINES = {"org.orrery.dynamics..", "org.orrery.network..", "org.orrery.causal.."};
    private static final String[] TOP = {"org.orrery.cli..", "org.orrery.workbench..", "org.orrery.casebook.."};
    private static final String[] DOORS_AND_BENCH = {"org.orrery.cli..", "org.orrery.workbench..",
            "org.orrery.bench.."};

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .importPaths(Arrays.stream(Floor.values()).map(Floor::classes).toList());

    @ParameterizedTest
    @EnumSource
    void everyClassFileOfAModuleWasScanned(Floor floor) throws IOException {
        long expected;
        try (var files = Files.walk(floor.classes())) {
            expected = files.filter(f -> f.toString().endsWith(".class")).count();
        }
        long scanned = HOUSE.stream().filter(resideInAnyPackage(floor.packages())).count();

        assertThat(expected).as("class files in %s", floor.classes()).isPositive();
        assertThat(scanned).as("scanned classes of %s, which all live in %s", floor.module(), floor.packages())
                .isEqualTo(expected);
    }

    @Test
    void everyModuleStandsUnderTheLaws() throws IOException {
        String pom = Files.readString(Floor.root().resolve("pom.xml"));
        var modules = new TreeSet<String>();
        var matcher = Pattern.compile("<module>(.+?)</module>").matcher(pom);
        while (matcher.find()) {
            modules.add(matcher.group(1));
        }
        modules.remove("bench"); // not shipped

        assertThat(Arrays.stream(Floor.values()).map(Floor::module))
                .as("a new module takes its place in Floor").containsExactlyInAnyOrderElementsOf(modules);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CASEBOOK")
    void aModuleDependsOnlyOnThoseBelowIt(Floor floor) {
        noClasses().that().resideInAPackage(floor.packages())
                .should().dependOnClassesThat().resideInAnyPackage(floor.forbidden())
                .allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void theCasebookReachesTheCommandLineOnlyAtRunTime() {
        noClasses().that().resideInAPackage("org.orrery.casebook..")
                .should().dependOnClassesThat().resideInAnyPackage(Floor.CASEBOOK.forbidden())
                .allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void coreDependsOnTheJdkAlone() {
        classes().that().resideInAPackage("org.orrery.core..")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.xml..", "org.jspecify..", "org.orrery.core..")
                .allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void equationDependsOnCoreAndTheJdkAlone() {
        classes().that().resideInAPackage("org.orrery.equation..")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.xml..", "org.jspecify..", "org.orrery.core..",
                        "org.orrery.equation..")
                .allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void anEngineKnowsNoOtherEngineNoDoorNoCaseAndNoCluster() {
        for (String engine : ENGINES) {
            var others = new ArrayList<>(List.of(ENGINES));
            others.remove(engine);
            others.addAll(List.of(TOP));
            others.add("org.apache.spark..");
            noClasses().that().resideInAPackage(engine)
                    .should().dependOnClassesThat().resideInAnyPackage(others.toArray(String[]::new))
                    .allowEmptyShould(!engine.contains("dynamics")).check(HOUSE);
        }
    }

    @Test
    void reportAndCommandLineKnowNoEngine() {
        noClasses().that().resideInAnyPackage("org.orrery.report..", "org.orrery.cli..")
                .should().dependOnClassesThat().resideInAnyPackage(ENGINES)
                .allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void noCyclesBetweenModules() {
        slices().matching("org.orrery.(*)..").should().beFreeOfCycles().allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void noCyclesBetweenPackages() {
        slices().matching("org.orrery.(**)").should().beFreeOfCycles().allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void onlyTheDoorsPrintAndExit() {
        noClasses().that().resideOutsideOfPackages(DOORS_AND_BENCH)
                .should(ACCESS_STANDARD_STREAMS).orShould().callMethod(System.class, "exit", int.class)
                .allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void noLogging() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.log4j..")
                .allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void everyPackageSaysItsDoorAndIsNullMarked() {
        var marked = new TreeSet<String>();
        var all = new TreeSet<String>();
        for (JavaClass c : HOUSE) {
            all.add(c.getPackageName());
            if (c.getSimpleName().equals("package-info") && c.isAnnotatedWith(NullMarked.class)) {
                marked.add(c.getPackageName());
            }
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(Floor.values().length);
        assertThat(marked).as("packages with a @NullMarked package-info.java").isEqualTo(all);
    }
}
