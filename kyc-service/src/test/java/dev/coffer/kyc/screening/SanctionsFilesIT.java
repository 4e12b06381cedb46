package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.TestService;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files of lists: bad ones, cut ones, and those that come where none is awaited. */
final class SanctionsFilesIT extends ScreeningScene {

    @Test
    void a_file_that_is_bad_is_named_with_its_line_and_what_was_in_force_stays() throws Exception {
        String first = importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        String bad = importList("test", row("q-1", "A B", "") + row("q-2", "C D", "") + "q-3,Person\n", false);

        assertThat(imported(bad).path("state").asString()).isEqualTo("FAILED");
        assertThat(imported(bad).path("problem").asString()).startsWith("Line 4: ");
        assertThat(imported(first).path("state").asString()).isEqualTo("IN_FORCE");
        submit(user, "Zorvan", "Quillanthrop");
        assertThat(awaitScreened(user, 1).path("state").asString()).isEqualTo("MATCHED");
    }

    @Test
    void a_file_that_has_lost_most_persons_is_not_taken_unless_it_may() throws Exception {
        String rows = row("q-1", "A Bern", "") + row("q-2", "C Dorn", "") + row("q-3", "E Fern", "");
        String first = importList("test", rows, false);
        assertThat(imported(importList("test", row("q-1", "A Bern", ""), false))
                        .path("problem")
                        .asString())
                .contains("mayShrink");
        assertThat(imported(first).path("state").asString()).isEqualTo("IN_FORCE");
        String small = importList("test", row("q-1", "A Bern", ""), true);
        assertThat(imported(small).path("state").asString()).isEqualTo("IN_FORCE");
        assertThat(imported(first).path("state").asString()).isEqualTo("REPLACED");
    }

    @Test
    void a_file_gets_in_by_its_own_address_only_once_and_not_beyond_its_bounds() throws Exception {
        JsonNode begun = begin("test", false);
        String path = begun.path("uploadPath").asString();
        assertThat(outcome(begin("test", false))).isEqualTo("SANCTIONS_IMPORT_UNDER_WAY");
        assertThat(send(path.replaceAll("signature=.", "signature=x"), TITLES)).isEqualTo(403);
        assertThat(send(path.replace(tenant, "another"), TITLES)).isEqualTo(403);
        assertThat(send(path, "x".repeat(100_001))).isEqualTo(413);
        assertThat(send(path, TITLES + row("q-1", "A Bern", ""))).isEqualTo(202);
        assertThat(send(path, TITLES)).isEqualTo(409);
        await().atMost(SOON)
                .until(() -> imported(begun.path("id").asString())
                        .path("state")
                        .asString()
                        .equals("IN_FORCE"));
        assertThat(imported(begun.path("id").asString()).path("persons").asInt())
                .isEqualTo(1);
        assertThat(TestService.errorCode(
                        service.ask("{ sanctionsImports { nodes { id } } }", tokens.user(user, tenant, "user"))))
                .isEqualTo("FORBIDDEN");
    }
}
