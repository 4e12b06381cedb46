package dev.coffer.kyc.risk;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** Somebody who knows something that may speak for a risk; all beans of this type are asked. */
public interface RiskSigns {

    /** As it stands in this transaction. */
    List<RiskSign> of(UnitOfWork unit, String tenantId, String userId, RiskSettings settings);
}
