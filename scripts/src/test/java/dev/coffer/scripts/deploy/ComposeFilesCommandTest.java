package dev.coffer.scripts.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** Compose files run every part, tell it what it needs and no more, and find their secrets beside them. */
final class ComposeFilesCommandTest {

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)");
    private static final String[] PRODUCTION = {
        "--production",
        "--auth-url",
        "https://auth.example.com",
        "--mail-url",
        "https://mail.example.com",
        "--files-url",
        "https://files.example.com",
        "--payment-provider",
        "simulator"
    };

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_part_is_there_and_every_variable_is_given(boolean isProduction) throws Exception {
        write(isProduction ? PRODUCTION : new String[0]);
        assertThat(services().keySet())
                .containsAll(Part.all().stream().map(Part::name).toList());
        assertThat(variables(Files.readString(folder.resolve("compose.yaml")))).isEqualTo(given());
    }

    @Test
    void in_production_only_what_a_proxy_needs_has_a_port_and_nothing_listens_to_other_machines() throws Exception {
        write(PRODUCTION);
        Set<String> published = new TreeSet<>();
        services().forEach((name, service) -> {
            if (service.get("ports") instanceof List<?> ports) {
                published.add(name);
                assertThat(ports).allMatch(port -> port.toString().startsWith("127.0.0.1:"));
            }
        });
        assertThat(published)
                .containsExactly("auth-service", "gateway", "kyc-service", "notification-service", "payment-service");
    }

    @Test
    void in_production_the_profile_says_so_everywhere_and_stores_ask_for_passwords() throws Exception {
        write(PRODUCTION);
        for (Part part : Part.all()) {
            Map<?, ?> environment = (Map<?, ?>) Objects.requireNonNull(
                    Objects.requireNonNull(services().get(part.name())).get("environment"));
            assertThat(environment.get("SPRING_PROFILES_ACTIVE")).isEqualTo("production");
            assertThat(environment.containsKey("COFFER_MASTER_KEY")).isEqualTo(!part.isGateway());
        }
        assertThat(Files.readString(folder.resolve("compose.yaml"))).contains("--keyFile", "--requirepass");
    }

    @Test
    void secrets_are_their_owners_and_stay_when_it_is_written_again() throws Exception {
        write();
        Path variables = folder.resolve(".env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(variables)))
                .isEqualTo("rw-------");
        String before = Files.readString(variables);
        assertThat(write()).contains("as it was");
        assertThat(Files.readString(variables)).isEqualTo(before);
    }

    @Test
    void secrets_of_development_are_not_taken_for_those_of_production() throws Exception {
        write();
        String before = Files.readString(folder.resolve("compose.yaml"));
        StringWriter said = new StringWriter();

        assertThat(execute(said, PRODUCTION)).isNotZero();

        assertThat(said.toString()).contains(".env", "MONGO_PASSWORD, MONGO_KEY, REDIS_PASSWORD", "--output");
        assertThat(Files.readString(folder.resolve("compose.yaml"))).isEqualTo(before);
    }

    private String write(String... options) {
        StringWriter said = new StringWriter();
        assertThat(execute(said, options)).isZero();
        return said.toString();
    }

    private int execute(StringWriter said, String... options) {
        return new CommandLine(new ComposeFilesCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .setExecutionExceptionHandler((failed, command, parsed) -> {
                    said.write(String.valueOf(failed.getMessage()));
                    return 1;
                })
                .execute(Stream.concat(Stream.of("--output", folder.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> services() throws Exception {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(folder.resolve("compose.yaml")));
        return (Map<String, Map<String, Object>>) Objects.requireNonNull(file.get("services"));
    }

    private Set<String> given() throws Exception {
        Set<String> given = new TreeSet<>();
        Files.readAllLines(folder.resolve(".env")).forEach(line -> given.add(line.substring(0, line.indexOf('='))));
        return given;
    }

    private static Set<String> variables(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
