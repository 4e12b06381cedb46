package dev.coffer.notification.recipient;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those who are told, as the events of their registrations said. */
public interface Recipients {

    @Nullable
    Recipient find(UnitOfWork unit, String tenantId, String userId);

    /**
     * Who there is, by id.
     *
     * @param language only who reads this language or a form of it; null for all
     */
    List<String> userIds(UnitOfWork unit, String tenantId, @Nullable String language, int most);

    /** Keeps what is known, or takes it in place of what was. */
    void keep(UnitOfWork unit, String tenantId, Recipient recipient);
}
