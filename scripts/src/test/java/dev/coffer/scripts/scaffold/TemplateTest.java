package dev.coffer.scripts.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of the sample compiles, whichever parts it is to have, and nothing of the sample's names is left in it. */
final class TemplateTest {

    private static final Pattern SAMPLE_WORDS =
            Pattern.compile("(?i)sample|(?<![a-z])items?(?![a-z])|Item|\\[/?(each|[a-z]+)]\\s*$");

    @TempDir
    private Path classes;

    private static Map<String, String> made(Set<Part> parts) {
        ServiceSpec service = new ServiceSpec(
                "loyalty", 9007, List.of(new EntityName("Program"), new EntityName("GiftCategory")), parts);
        return new Template(Checkout.at(CheckoutCopy.ORIGIN).sample(), service).files();
    }

    static Stream<Set<Part>> combinations() {
        return Stream.concat(
                Stream.of(EnumSet.noneOf(Part.class), EnumSet.allOf(Part.class)),
                Arrays.stream(Part.values())
                        .map(part -> part == Part.REALTIME ? EnumSet.of(part, Part.EVENTS) : EnumSet.of(part)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void what_is_made_compiles(Set<Part> parts) throws IOException {
        List<JavaFileObject> sources = made(parts).entrySet().stream()
                .filter(file -> file.getKey().endsWith(".java"))
                .map(file -> source(file.getKey(), file.getValue()))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        boolean isDone = compiler.getTask(
                        null,
                        null,
                        found,
                        List.of(
                                "-proc:none",
                                "-parameters",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                Files.createDirectories(classes).toString()),
                        null,
                        sources)
                .call();

        assertThat(found.getDiagnostics().stream().filter(one -> one.getKind() == Diagnostic.Kind.ERROR))
                .as(parts.toString())
                .isEmpty();
        assertThat(isDone).isTrue();
        assertThat(sources).hasSizeGreaterThan(35);
    }

    private static JavaFileObject source(String path, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {

            @Override
            public CharSequence getCharContent(boolean isLenient) {
                return text;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void no_name_and_no_mark_of_the_sample_is_left(Set<Part> parts) {
        made(parts).forEach((path, text) -> {
            assertThat(path).doesNotContainPattern(SAMPLE_WORDS);
            assertThat(text.lines())
                    .as(path)
                    .noneMatch(line -> SAMPLE_WORDS.matcher(line).find());
        });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void the_schema_has_what_was_asked_for(Set<Part> parts) {
        TypeDefinitionRegistry schema = new TypeDefinitionRegistry();
        made(parts).forEach((path, text) -> {
            if (path.endsWith(".graphqls")) {
                assertThat(schema.merge(new SchemaParser().parse(text))).isNotNull();
            }
        });
        assertThat(schema.types()).containsKeys("User", "Program", "GiftCategory", "GiftCategoryConnection");
        assertThat(schema.types().containsKey("Subscription")).isEqualTo(parts.contains(Part.REALTIME));
        assertThat(schema.types().containsKey("ApproveProgramInput")).isEqualTo(parts.contains(Part.SAGAS));
    }

    @Test
    void a_part_that_was_not_asked_for_leaves_no_file() {
        assertThat(made(Set.of()).keySet())
                .noneMatch(path -> Pattern.compile(
                                "Approval|Approve|Webhook|Live|Told|Events|Created|Changed|Removed|Forget|Policies")
                        .matcher(path.substring(path.lastIndexOf('/')))
                        .find());
        assertThat(made(EnumSet.allOf(Part.class)).keySet())
                .anyMatch(path -> path.endsWith("loyalty/giftcategory/GiftCategoryApprovalIT.java"))
                .anyMatch(path -> path.endsWith("suite/LoyaltyProgramSteps.java"))
                .anyMatch(path -> path.endsWith("loyalty-service.yml"))
                .noneMatch(path -> path.contains("Policies"));
    }

    @Test
    void a_service_says_what_it_was_made_from() {
        ServiceSpec service = new ServiceSpec(
                "loyalty", 9007, List.of(new EntityName("Program")), EnumSet.of(Part.EVENTS, Part.SAGAS));
        assertThat(ServiceSpec.read(service.text())).isEqualTo(service);
    }
}
