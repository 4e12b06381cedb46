package dev.coffer.scripts.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class NewServiceCommandTest {

    private static final List<String> ALL = List.of("--events", "--sagas", "--webhooks", "--realtime");

    @TempDir
    private Path folder;

    private Path checkout = Path.of("");
    private Map<String, String> before = Map.of();

    @BeforeEach
    void copy() throws IOException {
        checkout = CheckoutCopy.ofSources(folder.resolve("checkout"));
        before = CheckoutCopy.contents(checkout);
    }

    private record Ran(int exit, String out, String err) {}

    private Ran run(Object command, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--checkout", checkout.toString()));
        int exit = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(all.toArray(String[]::new));
        return new Ran(exit, out.toString(), err.toString());
    }

    private Ran make(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--no-format"));
        all.addAll(List.of(arguments));
        return run(new NewServiceCommand(), all);
    }

    private Ran makeWithAll(String... more) {
        List<String> all =
                new ArrayList<>(List.of("--name", "loyalty", "--port", "9007", "--entities", "Program,Member"));
        all.addAll(ALL);
        all.addAll(List.of(more));
        return make(all.toArray(String[]::new));
    }

    private Map<String, String> changed() throws IOException {
        Map<String, String> changed = new TreeMap<>(CheckoutCopy.contents(checkout));
        before.forEach((path, text) -> {
            if (text.equals(changed.get(path))) {
                changed.remove(path);
            }
        });
        return changed;
    }

    @Test
    void a_service_is_written_and_registered_everywhere() throws IOException {
        Ran ran = makeWithAll();

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("./coffer test loyalty", "spotless:apply", "ErrorReferenceTest");
        Map<String, String> changed = changed();
        assertThat(changed.get("pom.xml")).contains("<module>loyalty-service</module>\n        <module>sample-service");
        assertThat(changed.get("pom.xml")).contains("""
                            <dependency>
                                <groupId>dev.coffer</groupId>
                                <artifactId>loyalty-service</artifactId>
                                <version>${project.version}</version>
                            </dependency>
                """);
        assertThat(changed.get("scripts/pom.xml")).contains("<artifactId>loyalty-service</artifactId>");
        assertThat(changed.get("scripts/src/main/java/dev/coffer/scripts/run/Service.java"))
                .contains("KYC(9005, KycApplication.class),\n    LOYALTY(9007, LoyaltyApplication.class);")
                .contains(
                        "KycApplication;\nimport dev.coffer.loyalty.LoyaltyApplication;\nimport dev.coffer.notification");
        assertThat(changed.get("gateway/local.yml"))
                .contains("  - name: loyalty\n    url: http://127.0.0.1:9007/graphql\n");
        assertThat(changed.get("gateway/src/main/resources/gateway.yml"))
                .contains("      - name: loyalty\n        url: http://127.0.0.1:9007/graphql\n");
        assertThat(changed.get("access-engine/src/main/java/dev/coffer/access/BuiltInRoles.java"))
                .contains("\"program:create:own\",", "\"member:read:all\",");
        assertThat(changed.get("notification-service/src/main/java/dev/coffer/notification/workflow/SilentEvents.java"))
                .contains("Map.entry(\"member.removed\"");
        assertThat(changed.get("scripts/src/main/java/dev/coffer/scripts/suite/Suites.java"))
                .contains("new LoyaltySuite(client, staff)");
        assertThat(changed.get("README.md")).contains("[loyalty](loyalty-service/README.md)");
        assertThat(changed).containsKey("loyalty-service/src/main/java/dev/coffer/loyalty/member/MongoMembers.java");
    }

    @Test
    void removed_again_every_byte_is_as_before() throws IOException {
        assertThat(makeWithAll().exit()).isZero();
        assertThat(make("--name", "shop", "--port", "9008").exit()).isZero();
        Files.createDirectories(checkout.resolve("loyalty-service/target/classes"));
        Files.writeString(checkout.resolve("loyalty-service/target/classes/left.txt"), "by a build");

        Ran loyalty = run(new RemoveServiceCommand(), List.of("--name", "loyalty"));
        Ran shop = run(new RemoveServiceCommand(), List.of("--name", "shop"));

        assertThat(loyalty.exit()).as(loyalty.err()).isZero();
        assertThat(loyalty.out()).contains("the database 'loyalty_service'", "events:loyalty");
        assertThat(shop.exit()).as(shop.err()).isZero();
        assertThat(CheckoutCopy.contents(checkout)).isEqualTo(before);
        assertThat(checkout.resolve("loyalty-service")).doesNotExist();
    }

    @Test
    void a_trial_writes_nothing_and_shows_the_tree_and_the_changes() throws IOException {
        Ran ran = makeWithAll("--dry-run");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("loyalty-service/src/main/java/dev/coffer/loyalty/program/ProgramFetcher.java")
                .contains("+ <module>loyalty-service</module>")
                .contains("Nothing was written.");
        assertThat(CheckoutCopy.contents(checkout)).isEqualTo(before);
    }

    @Test
    void elsewhere_a_module_is_written_and_registered_nowhere() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Ran ran = makeWithAll("--output", elsewhere.toString());

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("+ <module>loyalty-service</module>");
        assertThat(elsewhere.resolve("loyalty-service/pom.xml")).exists();
        assertThat(CheckoutCopy.contents(checkout)).isEqualTo(before);
    }

    @Test
    void realtime_brings_events_and_says_so() throws IOException {
        Ran ran = make("--name", "shop", "--port", "9008", "--realtime");
        assertThat(ran.out()).contains("--realtime brings --events");
        assertThat(changed()).containsKey("shop-service/src/main/java/dev/coffer/shop/shop/ShopCreated.java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Loyalty|9007|Program|no name of a service",
                "../evil|9007|Program|no name of a service",
                "l|9007|Program|no name of a service",
                "kyc|9007|Program|already",
                "refusals|9007|Program|already",
                "gateway|9007|Program|taken",
                "sample|9007|Program|taken",
                "switch|9007|Program|taken by Coffer or by Java",
                "loyalty|9005|Program|that of the kyc service",
                "loyalty|9999|Program|the gateway's",
                "loyalty|80|Program|1024 to 65535",
                "loyalty|70000|Program|1024 to 65535",
                "loyalty|9007|Program,Program|the same",
                "loyalty|9007|programs|no name of an entity",
                "loyalty|9007|Programs|looks like a plural",
                "loyalty|9007|Wallet|the public schema has already",
                "loyalty|9007|Transfer|the public schema has already",
                "loyalty|9007|User|auth-service's",
                "loyalty|9007|Caller|a class that the service's code uses",
                "loyalty|9007|Document|a class that the service's code uses",
                "loyalty|9007|Package|belongs to Java"
            })
    void what_cannot_be_is_refused_before_anything_is_written(String name, String port, String entities, String why)
            throws IOException {
        Ran ran = make("--name", name, "--port", port, "--entities", entities);

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(why);
        assertThat(CheckoutCopy.contents(checkout)).isEqualTo(before);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        Ran ran = make("--name", "KYC", "--port", "9005", "--entities", "wallets,Wallet");
        assertThat(ran.err()).contains("'KYC'", "9005", "'wallets'", "Wallet");
    }

    @Test
    void an_existing_folder_is_refused() throws IOException {
        Files.createDirectory(checkout.resolve("loyalty-service"));
        Ran ran = makeWithAll();
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("exists already");
        assertThat(CheckoutCopy.contents(checkout)).isEqualTo(before);
    }

    @Test
    void a_file_that_has_no_place_for_it_is_named_and_nothing_is_written() throws IOException {
        Path changed = checkout.resolve("gateway/local.yml");
        Files.writeString(changed, "subgraphs: []\n");
        before = CheckoutCopy.contents(checkout);

        Ran ran = makeWithAll();

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("gateway/local.yml has changed");
        assertThat(CheckoutCopy.contents(checkout)).isEqualTo(before);
    }

    @Test
    void a_folder_that_is_no_checkout_is_refused() throws IOException {
        checkout = Files.createDirectory(folder.resolve("empty"));
        Ran ran = makeWithAll();
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("is no checkout", "sample-service/pom.xml");
    }

    @Test
    void what_coffer_brings_is_not_removed_and_neither_is_what_is_not_there() throws IOException {
        for (String name : List.of("kyc", "auth", "sample", "nothing", "../checkout")) {
            Ran ran = run(new RemoveServiceCommand(), List.of("--name", name));
            assertThat(ran.exit()).as(name).isEqualTo(2);
        }
        assertThat(CheckoutCopy.contents(checkout)).isEqualTo(before);
    }

    @Test
    void a_service_whose_places_were_changed_is_not_half_removed() throws IOException {
        makeWithAll();
        Path roles = checkout.resolve("access-engine/src/main/java/dev/coffer/access/BuiltInRoles.java");
        Files.writeString(roles, Files.readString(roles).replace("\"program:create:own\",", "\"program:*:own\","));
        Map<String, String> made = CheckoutCopy.contents(checkout);

        Ran ran = run(new RemoveServiceCommand(), List.of("--name", "loyalty"));

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("BuiltInRoles.java", "program:create:own");
        assertThat(CheckoutCopy.contents(checkout)).isEqualTo(made);
    }

    @Test
    void a_removal_on_trial_changes_nothing() throws IOException {
        makeWithAll();
        Map<String, String> made = CheckoutCopy.contents(checkout);
        Ran ran = run(new RemoveServiceCommand(), List.of("--name", "loyalty", "--dry-run"));
        assertThat(ran.out()).contains("deleted loyalty-service/pom.xml", "changed pom.xml", "Nothing was changed.");
        assertThat(CheckoutCopy.contents(checkout)).isEqualTo(made);
    }
}
