package dev.coffer.kyc.risk;

import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** What reviewers have said of users' risks. */
interface RiskAssignments {

    RiskScore.@Nullable Assigned find(UnitOfWork unit, String tenantId, String userId);

    void save(UnitOfWork unit, String tenantId, String userId, RiskScore.Assigned assigned);

    void delete(UnitOfWork unit, String tenantId, String userId);
}
