package dev.coffer.bonus.award;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;

/** The awards as last committed. What belongs to another tenant is not there. */
interface Awards {

    /** A user's awards, newest first. @param isCounted whether the total is asked for */
    Connection<Award> page(String tenantId, String userId, PageRequest request, boolean isCounted);
}
