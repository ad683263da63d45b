package io.equipoise.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom. */
class ArchitectureTest {

    private static final String ROOT = "io.equipoise.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.equipoise");

    @ParameterizedTest
    @CsvSource({
        "traces,",
        "recorder, traces",
        "coordinator, recorder traces",
        "replay, coordinator traces",
        "reports, replay coordinator traces",
        "testbed, replay coordinator recorder traces",
        "cli, traces recorder coordinator replay reports testbed",
    })
    void moduleKnowsOnlyTheModulesBelowIt(String module, String below) {
        String[] known = Stream.concat(
                        Stream.of(module), below == null ? Stream.empty() : Arrays.stream(below.split(" ")))
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);
        check(classes()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .onlyDependOnClassesThat(describe(
                        "are of " + Arrays.toString(known) + " or of none of our modules",
                        type -> !type.getPackageName().startsWith(ROOT)
                                || resideInAnyPackage(known).test(type))));
    }

    @Test
    void vocabularyHasNoTypeOfTheFileFormat() {
        check(noClasses()
                .that()
                .resideInAPackage("io.equipoise.traces")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.parquet..", "org.apache.avro..", "org.apache.hadoop.."));
    }

    @Test
    void replayNeverTouchesLibvirt() {
        check(noClasses()
                .that()
                .resideInAPackage("io.equipoise.replay..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.equipoise.coordinator.libvirt..",
                        "io.equipoise.recorder..",
                        "org.libvirt..",
                        "com.sun.jna.."));
    }

    @Test
    void onlyTheLibvirtHostKnowsTheRecorder() {
        check(noClasses()
                .that()
                .resideInAPackage("io.equipoise.coordinator..")
                .and()
                .resideOutsideOfPackage("io.equipoise.coordinator.libvirt..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.equipoise.recorder..", "org.libvirt..", "com.sun.jna.."));
    }

    @Test
    void controlLoopKnowsOnlyTheVocabularyAndItself() {
        String[] core = {
            "io.equipoise.coordinator.policy..",
            "io.equipoise.coordinator.guard..",
            "io.equipoise.coordinator.loop..",
            "io.equipoise.coordinator.host..",
        };
        String[] known = {"io.equipoise.traces..", "java..", "org.jspecify..", "org.slf4j.."};
        check(classes()
                .that()
                .resideInAnyPackage(core)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(core, known).flatMap(Arrays::stream).toArray(String[]::new)));
    }

    @Test
    void policyReadsNoClockAndDoesNoInput() {
        check(noClasses()
                .that()
                .resideInAPackage("io.equipoise.coordinator.policy..")
                .should()
                .accessTargetWhere(describe("a clock or chance is read", ArchitectureTest::readsClockOrChance))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "io.equipoise.coordinator.host..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().assignedFrom(new ByPackage()).should().beFreeOfCycles());
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            JavaPackage home = type.getPackage();
            if (!home.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(home.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void onlyTheCommandPrints() {
        check(noClasses().that().resideOutsideOfPackage("io.equipoise.cli..").should(ACCESS_STANDARD_STREAMS));
    }

    @Test
    void everyModuleIsSeen() {
        assertThat(CLASSES)
                .extracting(type -> type.getPackageName().split("\\.")[2])
                .contains("traces", "recorder", "coordinator", "replay", "reports", "testbed", "cli");
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static boolean readsClockOrChance(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        return switch (owner) {
            case "java.lang.System" ->
                !target.getName().equals("arraycopy")
                        && !target.getName().equals("identityHashCode")
                        && !target.getName().equals("lineSeparator");
            case "java.lang.Math", "java.lang.StrictMath" -> target.getName().equals("random");
            case "java.util.Random" -> target.getFullName().equals("java.util.Random.<init>()");
            case "java.util.UUID" -> target.getName().equals("randomUUID");
            case "java.util.concurrent.ThreadLocalRandom", "java.lang.Thread" -> true;
            default -> owner.startsWith("java.time.") && target.getName().equals("now");
        };
    }

    /** Each package is its own slice, so a package and the one inside it may not know each other both ways. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
