package dev.coffer.auth.user;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.permission.Owned;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account at a tenant, or a service account, or what is left of a closed account. Holds no secret: the password is kept apart, in the credentials.
 *
 * @param email canonical, null when the user gave a phone number only, and for service accounts
 * @param phone E.164, null when the user gave an e-mail address only, and for service accounts
 * @param displayName 1 to 80 characters that other people may see
 * @param locale BCP 47, such as "en" or "de-AT"
 * @param roles names of roles known to the access engine
 * @param version counts the changes; guards the next one
 * @param emailVerifiedAt when the user proved that the e-mail address is theirs, null where they have not
 * @param phoneVerifiedAt likewise for the phone number
 */
public record User(
        String id,
        String tenantId,
        @Nullable String email,
        @Nullable String phone,
        String displayName,
        String locale,
        UserStatus status,
        Set<String> roles,
        Instant createdAt,
        long version,
        @Nullable Instant emailVerifiedAt,
        @Nullable Instant phoneVerifiedAt,
        UserKind kind)
        implements Owned {

    public static final int MAX_DISPLAY_NAME = 80;
    /** How everybody is called whose account is closed. */
    static final String CLOSED_NAME = "Closed account";

    public User {
        if (kind == UserKind.PERSON && status != UserStatus.CLOSED && email == null && phone == null) {
            throw new IllegalArgumentException("User " + id + " has neither an e-mail address nor a phone number");
        }
        if (displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME) {
            throw new IllegalArgumentException("User " + id + " needs a display name of 1 to 80 characters");
        }
        roles = Set.copyOf(roles);
    }

    /** A person. */
    public User(
            String id,
            String tenantId,
            @Nullable String email,
            @Nullable String phone,
            String displayName,
            String locale,
            UserStatus status,
            Set<String> roles,
            Instant createdAt,
            long version,
            @Nullable Instant emailVerifiedAt,
            @Nullable Instant phoneVerifiedAt) {
        this(
                id,
                tenantId,
                email,
                phone,
                displayName,
                locale,
                status,
                roles,
                createdAt,
                version,
                emailVerifiedAt,
                phoneVerifiedAt,
                UserKind.PERSON);
    }

    /** A new service account: active at once, since no other service has to set anything up for it. */
    public static User service(String id, String tenantId, String name, Set<String> roles, Instant now) {
        return new User(
                id,
                tenantId,
                null,
                null,
                name,
                NewUser.DEFAULT_LOCALE,
                UserStatus.ACTIVE,
                roles,
                now,
                1,
                null,
                null,
                UserKind.SERVICE);
    }

    public boolean isService() {
        return kind == UserKind.SERVICE;
    }

    public boolean isActive() {
        return status == UserStatus.ACTIVE;
    }

    public boolean isEmailVerified() {
        return emailVerifiedAt != null;
    }

    public boolean isPhoneVerified() {
        return phoneVerifiedAt != null;
    }

    /** What the user is reached by on a channel, null where they gave nothing for it. */
    public @Nullable Contact contact(Contact.Channel channel) {
        return switch (channel) {
            case EMAIL -> email == null ? null : new Contact.Email(email);
            case SMS -> phone == null ? null : new Contact.Phone(phone);
        };
    }

    /** What a person is written to when no channel is said: the e-mail address where there is one. */
    public Contact contact() {
        return email == null ? new Contact.Phone(Objects.requireNonNull(phone)) : new Contact.Email(email);
    }

    /** All that the user is reached by. */
    public List<Contact> contacts() {
        return Stream.of(contact(Contact.Channel.EMAIL), contact(Contact.Channel.SMS))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether {@code contact} is the user's and they proved it. */
    public boolean hasVerified(Contact contact) {
        return contact.equals(contact(contact.channel()))
                && switch (contact) {
                    case Contact.Email _ -> isEmailVerified();
                    case Contact.Phone _ -> isPhoneVerified();
                };
    }

    /** The user as one who proved that {@code contact} is theirs, as the next version. */
    public User withVerified(Contact contact, Instant at) {
        return switch (contact) {
            case Contact.Email _ -> with(status, roles, at, phoneVerifiedAt);
            case Contact.Phone _ -> with(status, roles, emailVerifiedAt, at);
        };
    }

    /**
     * For what is shown to its owner only, however much an administrator may see otherwise.
     *
     * @return the caller, who is this user
     * @throws CodedException FORBIDDEN for anybody else
     */
    public Caller requireSelf(Caller caller) {
        if (!caller.userId().equals(id) || !caller.tenantId().equals(tenantId)) {
            throw new CodedException(CommonError.FORBIDDEN, "Only the user sees this of their account.");
        }
        return caller;
    }

    User withRole(String role) {
        Set<String> more = new TreeSet<>(roles);
        more.add(role);
        return with(status, more);
    }

    User withoutRole(String role) {
        Set<String> fewer = new TreeSet<>(roles);
        fewer.remove(role);
        return with(status, fewer);
    }

    /** The user with another status, as the next version. */
    public User with(UserStatus newStatus) {
        return with(newStatus, roles);
    }

    private User with(UserStatus newStatus, Set<String> newRoles) {
        return with(newStatus, newRoles, emailVerifiedAt, phoneVerifiedAt);
    }

    private User with(
            UserStatus newStatus,
            Set<String> newRoles,
            @Nullable Instant newEmailVerifiedAt,
            @Nullable Instant newPhoneVerifiedAt) {
        return new User(
                id,
                tenantId,
                email,
                phone,
                displayName,
                locale,
                newStatus,
                newRoles,
                createdAt,
                version + 1,
                newEmailVerifiedAt,
                newPhoneVerifiedAt,
                kind);
    }

    /** What an attacker would know of the account: none of it may serve as the password. */
    public List<String> details() {
        return Stream.of(email, phone, displayName).filter(Objects::nonNull).toList();
    }

    @Override
    public String ownerId() {
        return id;
    }

    @Override
    public String toString() {
        return "User[id=" + id + ", tenantId=" + tenantId + ", status=" + status + ", roles=" + roles + "]";
    }
}
