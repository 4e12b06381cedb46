package dev.coffer.kyc.check.sumsub;

import dev.coffer.kyc.check.Check;
import dev.coffer.kyc.check.CheckKind;
import dev.coffer.kyc.check.CheckReason;
import dev.coffer.kyc.check.CheckState;
import dev.coffer.kyc.check.KycProvider;
import dev.coffer.kyc.document.KycDocument;
import dev.coffer.kyc.document.UserDocuments;
import dev.coffer.kyc.person.PersonalData;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Asks Sumsub. Whether somebody is of age follows from the day of birth that the check of the document compares, so that nobody is asked
 * for it.
 */
final class SumsubProvider implements KycProvider {

    static final String NAME = "sumsub";
    private static final Logger LOG = LoggerFactory.getLogger(SumsubProvider.class);
    private static final int ADULT = 18;

    private final SumsubSettings settings;
    private final SumsubCalls calls;
    private final UserDocuments documents;
    private final Clock clock;

    SumsubProvider(SumsubSettings settings, SumsubCalls calls, UserDocuments documents, Clock clock) {
        this.settings = settings;
        this.calls = calls;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer ask(Check.Pending check, Shown shown) {
        CheckKind kind = check.subject().kind();
        if (kind == CheckKind.AGE) {
            return age(shown.person());
        }
        String level = settings.levels().get(kind);
        if (level == null) {
            return new Answer.Decided(CheckState.INCONCLUSIVE, List.of(CheckReason.NOT_TOLD), "{}");
        }
        try {
            return ask(check.subject().reference(), level, shown);
        } catch (NoAnswer none) {
            LOG.debug("Sumsub gave no answer about check {}", check.subject().reference(), none);
            return new Answer.Unknown("Sumsub: " + none.why());
        }
    }

    private Answer age(PersonalData person) {
        boolean isOfAge = person.age(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)) >= ADULT;
        return isOfAge
                ? new Answer.Decided(CheckState.PASSED, List.of(), "{}")
                : new Answer.Decided(CheckState.FAILED, List.of(CheckReason.TOO_YOUNG), "{}");
    }

    private Answer ask(String reference, String level, Shown shown) throws NoAnswer {
        JsonNode found = calls.find(reference);
        if (found != null && !SumsubReview.isToBegin(found.path("review"))) {
            return SumsubReview.answer(found.path("review"));
        }
        String applicantId = SumsubCalls.id(
                found == null ? calls.create(level, SumsubPapers.applicant(reference, shown.person())) : found);
        Set<String> sent = found == null ? Set.of() : calls.files(applicantId);
        for (KycDocument document : shown.documents()) {
            if (!sent.contains(SumsubPapers.fileName(document))) {
                calls.upload(applicantId, SumsubPapers.form(document, shown.person(), () -> documents.open(document)));
            }
        }
        calls.begin(applicantId);
        return new Answer.Underway();
    }

    @Override
    public Webhook hear(Map<String, String> headers, byte[] body) {
        return SumsubWebhooks.read(settings.webhookSecret(), headers, body);
    }
}
