package dev.coffer.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.coffer.core.errors.ErrorCode;
import dev.coffer.core.errors.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/errors.md} says what the code says. To write it anew:
 * {@code ./mvnw -q -pl scripts -am test -Dtest=ErrorReferenceTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dcoffer.reference.write=true}.
 */
class ErrorReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "errors.md");
    private static final Pattern WELL_NAMED = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    private final Iterable<JavaClass> classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.coffer");

    @Test
    void the_reference_lists_every_code() throws IOException {
        String expected = reference();
        if (Boolean.getBoolean("coffer.reference.write")) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, expected);
        }
        assertThat(REFERENCE)
                .as("stale: write it anew with -Dtest=ErrorReferenceTest -Dcoffer.reference.write=true")
                .hasContent(expected);
    }

    @Test
    void every_code_is_explained_in_a_sentence() {
        assertThat(codes(ErrorCode.class, ErrorCode::name)).allSatisfy(code -> {
            assertThat(code.name()).matches(WELL_NAMED);
            assertThat(code.meaning()).endsWith(".");
        });
        assertThat(codes(RefusalCode.class, RefusalCode::name)).allSatisfy(code -> {
            assertThat(code.name()).matches(WELL_NAMED);
            assertThat(code.meaning()).endsWith(".");
        });
    }

    private String reference() {
        StringBuilder text = new StringBuilder("""
                # Errors and refusals

                Generated from the code by `ErrorReferenceTest`; do not edit.

                ## Errors

                In `errors[].extensions.code`, with `classification` beside it, which is what a client's code should branch on:
                only `UNAVAILABLE` is worth an automatic retry, with the same idempotency key. `correlationId` finds the
                request in the logs of all services. `INVALID_INPUT` names the wrong field in `field`, and where several are wrong
                lists each in `problems`, as `{field, message}`.

                | code | classification | from | when, and what to do |
                |---|---|---|---|
                """);
        codes(ErrorCode.class, ErrorCode::name)
                .forEach(code -> text.append("| `%s` | %s | %s | %s |%n"
                        .formatted(code.name(), code.classification(), origin(code), code.meaning())));
        text.append("""

                ## Refusals

                In the `Refusal` member of a mutation's result: an expected no. Nothing was changed.

                | code | from | when, and what to do |
                |---|---|---|
                """);
        codes(RefusalCode.class, RefusalCode::name)
                .forEach(code ->
                        text.append("| `%s` | %s | %s |%n".formatted(code.name(), origin(code), code.meaning())));
        return text.toString();
    }

    private <T> List<T> codes(Class<T> kind, Function<T, String> name) {
        List<T> codes = new ArrayList<>();
        for (JavaClass found : classes) {
            if (found.isEnum() && found.isAssignableTo(kind)) {
                Stream<?> constants = Arrays.stream(found.reflect().getEnumConstants());
                constants.map(kind::cast).forEach(codes::add);
            }
        }
        codes.sort(Comparator.comparing(name).thenComparing(ErrorReferenceTest::origin));
        return codes;
    }

    /** The part of the system: {@code dev.coffer.payment.ledger.X} is from payment. */
    private static String origin(Object code) {
        String part = code.getClass().getName().split("\\.")[2];
        return part.equals("core") ? "all" : part;
    }
}
