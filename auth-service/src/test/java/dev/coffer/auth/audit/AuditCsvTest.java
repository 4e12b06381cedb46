package dev.coffer.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.audit.AuditEntry.Aside;
import dev.coffer.auth.audit.SealedEntry.Link;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AuditCsvTest {

    @Test
    void a_text_that_a_spreadsheet_would_run_is_a_text() {
        for (String evil : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")) {
            AuditEntry entry = new AuditEntry(
                    "id-1",
                    "main",
                    Instant.parse("2026-11-22T10:00:00Z"),
                    "USER_LOCKED",
                    "admin",
                    "ada",
                    new TreeMap<>(Map.of("role", "a, \"b\"")),
                    null,
                    new Aside(evil, "salt"),
                    "digest");

            String csv = AuditCsv.write(List.of(new SealedEntry("id-1", entry, new Link(7, "ab"))), true);

            assertThat(csv)
                    .isEqualTo("seq,id,at,kind,actor,subject,details,reason,correlation,hash\r\n"
                            + "7,\"id-1\",2026-11-22T10:00:00Z,\"USER_LOCKED\",\"admin\",\"ada\",\"role=a, \"\"b\"\"\",\"'"
                            + evil + "\",,\"ab\"\r\n");
        }
    }

    @Test
    void an_entry_that_somebody_broke_is_there_and_called_so() {
        assertThat(AuditCsv.write(List.of(new SealedEntry("id-2", null, null)), false))
                .isEqualTo(",\"id-2\",,UNREADABLE,,,,,,\r\n");
    }
}
