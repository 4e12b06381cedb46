package dev.coffer.kyc.screening;

import java.util.Collection;
import java.util.Set;

/** Whose request for a tier is in review, and may wait for a screening. Implemented by the profiles. */
@FunctionalInterface
public interface ReviewsUnderWay {

    /** Those of these users, as last committed. */
    Set<String> underWay(String tenantId, Collection<String> userIds);
}
