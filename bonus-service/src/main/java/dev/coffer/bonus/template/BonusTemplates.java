package dev.coffer.bonus.template;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;

/** The templates as last committed. What belongs to another tenant is not there. */
interface BonusTemplates {

    Connection<BonusTemplate> page(String tenantId, PageRequest request, boolean isCounted);

    /**
     * Saves the template if what is stored is at the version before its own; version 1 is for a new one.
     *
     * @return false when another change came first, or a new template's code is taken
     */
    boolean save(UnitOfWork unit, BonusTemplate template);
}
