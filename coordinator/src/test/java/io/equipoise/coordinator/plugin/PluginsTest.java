package io.equipoise.coordinator.plugin;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins are compiled as the test runs, from source as a user would write it. */
class PluginsTest {
    private static final String GENEROUS = """
        package example;

        import io.equipoise.coordinator.policy.*;
        import java.util.List;

        public final class Generous implements PolicyFactory {
            public String name() { return "generous"; }
            public PolicyKind kind() { return PolicyKind.MEMORY; }
            public String summary() { return "Gives every guest a gibibyte."; }
            public Policy create() {
                return seen -> Plan.of(seen.sample().domains().stream()
                        .map(domain -> new Plan.Balloon(domain.uuid(), Helper.GIB, "be generous"))
                        .toList());
            }
        }

        class Helper { static final long GIB = Long.parseLong("1048576"); }
        """;

    @TempDir
    Path folder;

    private Path plugins;

    @BeforeEach
    void makeFolder() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
    }

    private PolicyCatalogue load() {
        return Plugins.in(plugins, PolicyCatalogue.shipped());
    }

    private MadeJar jar(String name) {
        return new MadeJar(plugins.resolve(name), folder);
    }

    private AbstractThrowableAssert<?, ?> assertRefused() {
        return assertThatThrownBy(this::load).isInstanceOf(InputException.class).hasMessageNotContaining("\n");
    }

    @Test
    void policyOfAJarIsNamedAndDecidesLikeOneThatShips() throws IOException {
        jar("generous.jar")
                .source("example.Generous", GENEROUS)
                .services("example.Generous")
                .write();

        PolicyCatalogue catalogue = load();
        PolicyFactory generous = catalogue.named(PolicyKind.MEMORY, "generous");
        Plan plan = generous.create().decide(seen(sample(0, 4, ballooned("vm1", 512, 100)), 4000L));
        assertThat(plan.changes()).containsExactly(new Balloon("vm1", 1024 * MIB, "be generous"));
        assertThat(catalogue.all())
                .hasSize(PolicyCatalogue.shipped().all().size() + 1)
                .contains(generous);
        assertThat(catalogue.of(PolicyKind.MEMORY)).last().matches(PolicyFactory::bound);
    }

    @Test
    void severalJarsAreReadInTheOrderOfTheirNames() throws IOException {
        jar("b.jar")
                .source("example.Generous", GENEROUS)
                .services("example.Generous")
                .write();
        jar("a.jar")
                .source("example.Mean", GENEROUS.replace("Generous", "Mean").replace("\"generous\"", "\"mean\""))
                .services("example.Mean")
                .write();

        assertThat(load().of(PolicyKind.MEMORY))
                .extracting(PolicyFactory::name)
                .containsSubsequence("mean", "generous");
    }

    @Test
    void jarWithoutPoliciesIsRefused() throws IOException {
        jar("empty.jar").source("example.Generous", GENEROUS).write();
        assertRefused()
                .hasMessage(plugins.resolve("empty.jar")
                        + ": holds no policy; name its factories in"
                        + " META-INF/services/io.equipoise.coordinator.policy.PolicyFactory");
    }

    @Test
    void jarThatNamesOnlyClassesOfOthersIsRefused() throws IOException {
        jar("thief.jar")
                .services("io.equipoise.coordinator.policy.cpu.LptPolicy$Factory")
                .write();
        assertRefused().hasMessageStartingWith(plugins.resolve("thief.jar") + ": holds no policy of its own");
    }

    @Test
    void classOfANewerJavaIsRefused() throws IOException {
        jar("new.jar")
                .source("example.Generous", GENEROUS)
                .classVersion(99)
                .services("example.Generous")
                .write();
        int running = Runtime.version().feature();
        assertRefused()
                .hasMessage(
                        plugins.resolve("new.jar") + ": example.Generous was compiled for Java 55, and this is Java "
                                + running + "; compile it with --release " + running);
    }

    @Test
    void helperClassOfANewerJavaIsRefusedToo() throws IOException {
        String eager = GENEROUS.replace("return seen ->", "long gib = Helper.GIB; return seen ->");
        jar("new.jar")
                .source("example.Generous", eager)
                .classVersion("example/Helper.class", 99)
                .services("example.Generous")
                .write();
        assertRefused().hasMessageContaining("new.jar: example.Helper was compiled for Java 55");
    }

    @Test
    void nameThatShipsIsRefused() throws IOException {
        jar("mine.jar")
                .source("example.Generous", GENEROUS.replace("\"generous\"", "\"headroom\""))
                .services("example.Generous")
                .write();
        assertRefused()
                .hasMessage(plugins.resolve("mine.jar")
                        + ": its memory policy 'headroom' needs another name: one of that name ships already");
    }

    @Test
    void nameOfAnotherJarIsRefused() throws IOException {
        jar("a.jar")
                .source("example.Generous", GENEROUS)
                .services("example.Generous")
                .write();
        jar("b.jar")
                .source("example.Generous", GENEROUS)
                .services("example.Generous")
                .write();
        assertRefused()
                .hasMessage(plugins.resolve("b.jar")
                        + ": its memory policy 'generous' needs another name: one of that name is in "
                        + plugins.resolve("a.jar") + " already");
    }

    @Test
    void sameNameForAnotherKindIsFine() throws IOException {
        jar("mine.jar")
                .source("example.Generous", GENEROUS.replace("\"generous\"", "\"steady\""))
                .services("example.Generous")
                .write();
        assertThat(load().named("steady")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        return "generous"                 | return "Be generous"                            | 'Be generous' is no name for a policy; use lower-case words joined by hyphens
        return "generous"                 | return "exec:x"                                 | 'exec:x' is no name for a policy
        return PolicyKind.MEMORY          | return null                                     | policy 'generous' says neither kind nor what it does
        public Policy create() {          | public List<Setting> settings() { return null; } public Policy create() { | policy 'generous' has null for its settings; return List.of() where there are none
        public Policy create() {          | public Policy create() { if (true) return null; | policy 'generous' makes no instance
        public Policy create() {          | public Policy create() { if (true) throw new IllegalStateException("no\\nway"); | example.Generous makes no policy: java.lang.IllegalStateException: no way
        public final class Generous implements | public final class Generous { private Generous() {} } class Other implements | example.Generous
        """)
    void unfitPolicyIsRefused(String correct, String wrong, String message) throws IOException {
        jar("bad.jar")
                .source("example.Generous", GENEROUS.replace(correct, wrong))
                .services("example.Generous")
                .write();
        assertRefused()
                .hasMessageStartingWith(plugins.resolve("bad.jar") + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void classThatIsNotThereIsRefused() throws IOException {
        jar("bad.jar")
                .source("example.Generous", GENEROUS)
                .services("example.Missing")
                .write();
        assertRefused().hasMessageContaining("bad.jar: cannot be loaded").hasMessageContaining("example.Missing");
    }

    @Test
    void fileThatIsNoJarIsRefused() throws IOException {
        Files.writeString(plugins.resolve("text.jar"), "no jar at all");
        assertRefused().hasMessageContaining("text.jar: is no jar");
    }

    @Test
    void folderMustBeThereAndHoldAJar() {
        assertRefused().hasMessage(plugins + ": holds no plugin; put jars with policies there");
        assertThatThrownBy(() -> Plugins.in(folder.resolve("nowhere"), PolicyCatalogue.shipped()))
                .isInstanceOf(InputException.class)
                .hasMessage(folder.resolve("nowhere") + ": is no folder of plugins");
    }

    @Test
    void servicesFileMayHoldCommentsAndSeveralNames() throws IOException {
        jar("two.jar")
                .source("example.Generous", GENEROUS)
                .source(
                        "example.Mean",
                        GENEROUS.replace("Generous", "Mean")
                                .replace("\"generous\"", "\"mean\"")
                                .replace("class Helper", "class Other"))
                .services("# ours\nexample.Generous\nexample.Mean")
                .write();
        assertThat(List.of("generous", "mean"))
                .allSatisfy(name -> assertThat(load().named(name)).hasSize(1));
    }
}
