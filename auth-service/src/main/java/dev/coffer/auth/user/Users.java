package dev.coffer.auth.user;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The users of all tenants; every question names the tenant. */
public interface Users {

    @Nullable
    User find(String tenantId, String id);

    @Nullable
    User find(UnitOfWork unit, String tenantId, String id);

    /** Those of {@code ids} that exist, in no order. */
    List<User> findAll(String tenantId, Collection<String> ids);

    @Nullable
    User findByContact(String tenantId, Contact contact);

    @Nullable
    User findByContact(UnitOfWork unit, String tenantId, Contact contact);

    /**
     * A page of the tenant's users, the newest first.
     *
     * @param isCounted whether the total is wanted
     */
    Connection<User> page(String tenantId, UserFilter filter, PageRequest page, boolean isCounted);

    /** Ids of users who hold the role, in no order; at most {@code most}. */
    List<String> idsHolding(UnitOfWork unit, String tenantId, String role, int most);

    /** @throws ContactTaken when another user of the tenant has the e-mail address, phone number or name of a service account */
    void insert(UnitOfWork unit, User user);

    /** Saves a changed user unless somebody else changed it since it was read; says whether it was saved. */
    boolean replace(UnitOfWork unit, User changed);

    /**
     * Counts that an active user signs in. A write, so that it cannot pass by a lock of the account that is under way: one of the
     * two waits for the other.
     *
     * @return false where the user is not active any more
     */
    boolean countSignIn(UnitOfWork unit, User user);

    /**
     * A page of the tenant's service accounts, the newest first.
     *
     * @param isCounted whether the total is wanted
     */
    Connection<User> servicesPage(String tenantId, PageRequest page, boolean isCounted);

    /**
     * Counts that an active user's API keys change. A write, so that of two changes at once, or a change and a lock of the account,
     * one waits for the other.
     *
     * @return false where the user is not active any more
     */
    boolean countKeyChange(UnitOfWork unit, User user);

    /** Leaves of a user the id alone, closed: no contact, name or role. */
    void erase(UnitOfWork unit, String tenantId, String id);

    /** Removes a user; nothing where there is none. */
    void delete(UnitOfWork unit, String tenantId, String id);

    /** Another user of the tenant has the e-mail address, phone number or, as a service account, name. Ends the transaction it is thrown in. */
    final class ContactTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ContactTaken(Throwable cause) {
            super("another user of the tenant has this contact", cause);
        }
    }
}
