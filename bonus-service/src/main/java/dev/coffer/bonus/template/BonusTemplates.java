package dev.coffer.bonus.template;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The templates of all tenants. What belongs to another tenant is not there. */
interface BonusTemplates {

    /** As last committed. */
    @Nullable
    BonusTemplate find(String tenantId, String code);

    @Nullable
    BonusTemplate find(UnitOfWork unit, String tenantId, String code);

    /** A version of the template, the latest or an earlier one. */
    @Nullable
    TemplateVersion version(String tenantId, String code, int number);

    /** The code of the published or paused template that has the promo code; null where none has. */
    @Nullable
    String withPromoCode(UnitOfWork unit, String tenantId, String promoCode);

    /** By code. @param status null for all @param type null for all */
    Connection<BonusTemplate> page(
            String tenantId,
            @Nullable TemplateStatus status,
            @Nullable BonusType type,
            PageRequest request,
            boolean isCounted);

    void insert(UnitOfWork unit, BonusTemplate template);

    /** Replaces what is stored at the revision before; a version that is new is kept for ever. */
    void replace(UnitOfWork unit, BonusTemplate before, BonusTemplate after);
}
