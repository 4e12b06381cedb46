package dev.coffer.bonus.referral;

import dev.coffer.core.store.UnitOfWork;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Codes, and who brought whom along. */
interface Referrals {

    /** The user's code; {@code fresh} from now on, where there is none. */
    String codeOf(UnitOfWork unit, String tenantId, String userId, String fresh);

    /** Whose code it is; null where it is nobody's. */
    @Nullable
    String ownerOf(UnitOfWork unit, String tenantId, String code);

    @Nullable
    Referral find(UnitOfWork unit, String tenantId, String userId);

    void insert(UnitOfWork unit, Referral referral);

    void save(UnitOfWork unit, Referral referral);

    void delete(UnitOfWork unit, String tenantId, String userId);

    /** How many one has brought along; not more than {@code most} are counted. */
    int countOf(UnitOfWork unit, String tenantId, String referrerId, int most);

    /** Those whom any of these brought along, by their ids. */
    List<Referral> broughtBy(UnitOfWork unit, String tenantId, Collection<String> referrerIds, int limit);
}
