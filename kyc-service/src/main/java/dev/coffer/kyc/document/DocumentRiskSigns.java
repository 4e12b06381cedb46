package dev.coffer.kyc.document;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.risk.RiskFactor;
import dev.coffer.kyc.risk.RiskSettings;
import dev.coffer.kyc.risk.RiskSign;
import dev.coffer.kyc.risk.RiskSigns;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** Documents that count and run out soon. One that is there twice, as its sides are, counts once. */
final class DocumentRiskSigns implements RiskSigns {

    private final Documents documents;
    private final Clock clock;

    DocumentRiskSigns(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public List<RiskSign> of(UnitOfWork unit, String tenantId, String userId, RiskSettings settings) {
        LocalDate soon = LocalDate.ofInstant(clock.instant().plus(settings.expiringWithin()), ZoneOffset.UTC);
        return documents.ofUser(unit, tenantId, userId).stream()
                .filter(document -> document.state() == DocumentState.VERIFIED)
                .map(KycDocument::paper)
                .filter(paper -> paper.expiresOn() != null && paper.expiresOn().isBefore(soon))
                .map(paper -> paper.type() + " runs out on " + Objects.requireNonNull(paper.expiresOn()))
                .distinct()
                .map(note -> new RiskSign(RiskFactor.DOCUMENT_EXPIRING, note))
                .toList();
    }
}
