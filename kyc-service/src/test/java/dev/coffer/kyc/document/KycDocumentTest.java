package dev.coffer.kyc.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.kyc.file.FileType;
import dev.coffer.kyc.tier.Requirement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KycDocumentTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Content CONTENT = new Content("f1", FileType.PNG, 9, "ab", "key");
    private static final Paper PAPER = new Paper(
            "d1",
            "main",
            "ann",
            DocumentType.PASSPORT,
            DocumentSide.FRONT,
            "DE",
            "C01",
            null,
            LocalDate.of(2026, 1, 2),
            Instant.EPOCH,
            Instant.EPOCH);

    @Test
    void a_document_goes_from_a_link_to_a_decision_and_runs_out() {
        KycDocument.Processing processing = new KycDocument.Awaited(PAPER, null)
                .begin("f1", NOW)
                .receive(CONTENT, NOW)
                .confirm(NOW);
        assertThat(processing.state()).isEqualTo(DocumentState.PROCESSING);
        assertThat(processing.paper().updatedAt()).isEqualTo(NOW);
        assertThat(processing.reject("blurred", NOW).reason()).isEqualTo("blurred");
        assertThat(processing.verify(NOW).expire(NOW).file()).isEqualTo(CONTENT);
    }

    @Test
    void one_link_takes_one_file_and_no_other() {
        KycDocument.Awaited begun = new KycDocument.Awaited(PAPER, null).begin("f2", NOW);
        assertThatThrownBy(() -> begun.begin("f3", NOW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> begun.receive(CONTENT, NOW)).isInstanceOf(IllegalStateException.class);
        assertThat(begun.file()).isNull();
    }

    @Test
    void a_paper_counts_on_the_day_that_is_printed_on_it_still() {
        assertThat(PAPER.isOver(LocalDate.of(2026, 1, 2))).isFalse();
        assertThat(PAPER.isOver(LocalDate.of(2026, 1, 3))).isTrue();
    }

    @Test
    void every_requirement_but_personal_data_can_be_proven_and_there_are_24_types() {
        assertThat(DocumentType.values()).hasSize(24);
        for (Requirement requirement : Requirement.values()) {
            assertThat(Arrays.stream(DocumentType.values()).noneMatch(type -> type.proves() == requirement))
                    .isEqualTo(requirement.isGivenByApplicant());
        }
        assertThat(DocumentType.NATIONAL_ID.sides()).isEqualTo(List.of(DocumentSide.FRONT, DocumentSide.BACK));
    }

    @Test
    void nothing_personal_is_printed() {
        assertThat(PAPER.toString()).doesNotContain("C01");
        assertThat(CONTENT.toString()).doesNotContain("key=");
    }
}
