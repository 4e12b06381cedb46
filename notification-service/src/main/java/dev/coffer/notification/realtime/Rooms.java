package dev.coffer.notification.realtime;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.permission.Permissions;
import dev.coffer.notification.inbox.ReadInboxNews;
import dev.coffer.notification.topic.TopicName;
import dev.coffer.notification.topic.TopicTails;

/**
 * The rooms that a client may be in: {@code user:<id>} and {@code tenant:<id>}, which are the caller's own or closed to everybody whatever their
 * roles, and {@code topic:<name>}, a topic of the caller's own tenant that their roles let them read.
 */
final class Rooms {

    static final String ROOM = "room";

    private static final String USER = "user:";
    private static final String TENANT = "tenant:";
    private static final String TOPIC = "topic:";
    private static final String RESOURCE = "topic";
    private static final String PRESENCE = "presence";
    private static final String READ = "read";
    private static final String PUBLISH = "publish";

    private final ReadInboxNews inbox;
    private final ReadingTurns turns = new ReadingTurns();
    private final TopicTails tails;
    private final Permissions permissions;

    Rooms(ReadInboxNews inbox, TopicTails tails, Permissions permissions) {
        this.inbox = inbox;
        this.tails = tails;
        this.permissions = permissions;
    }

    static String ofUser(Caller caller) {
        return USER + caller.userId();
    }

    static String ofTenant(Caller caller) {
        return TENANT + caller.tenantId();
    }

    Feed inbox(Caller caller) {
        return new InboxFeed(caller.tenantId(), caller.userId(), inbox, turns);
    }

    /** @throws CodedException FORBIDDEN where it is not the caller's, INVALID_INPUT where there is no such kind of room */
    Feed open(Caller caller, String room) {
        if (room.equals(ofUser(caller))) {
            return inbox(caller);
        }
        if (room.equals(ofTenant(caller))) {
            return new TopicFeed(tails.of(caller.tenantId(), TopicName.TENANT));
        }
        if (room.startsWith(USER) || room.startsWith(TENANT)) {
            throw forbidden("Rooms of other users and tenants are closed.");
        }
        TopicName topic = topic(room);
        require(caller, topic, READ);
        return new TopicFeed(tails.of(caller.tenantId(), topic));
    }

    /** Whether the caller may still be there. */
    boolean isOpen(Caller caller, String room) {
        return !room.startsWith(TOPIC)
                || permissions.permits(caller, RESOURCE, READ, null, room.substring(TOPIC.length()));
    }

    /** @throws CodedException FORBIDDEN, INVALID_INPUT where the room is no topic and not the caller's tenant */
    TopicName toPublishIn(Caller caller, String room) {
        TopicName topic = room.equals(ofTenant(caller)) ? TopicName.TENANT : topic(room);
        require(caller, topic, PUBLISH);
        return topic;
    }

    /** @throws CodedException FORBIDDEN, INVALID_INPUT where the room is no topic and not the caller's tenant */
    TopicName toLookInto(Caller caller, String room) {
        if (!room.equals(ofTenant(caller))) {
            TopicName topic = topic(room);
            require(caller, topic, READ);
            return topic;
        }
        if (!permissions.permits(caller, PRESENCE, READ, null)) {
            permissions.recordDenial(caller, PRESENCE, READ, null);
            throw forbidden("Your roles do not permit 'presence:read:all'.");
        }
        return TopicName.TENANT;
    }

    /** The topic that stands for the tenant is joined by the tenant's own name. */
    private static TopicName topic(String room) {
        if (!room.startsWith(TOPIC) || room.equals(TOPIC + TopicName.TENANT.value())) {
            throw CodedException.invalid(ROOM, "A room is user:<your id>, tenant:<your tenant> or topic:<name>.");
        }
        return TopicName.parse(room.substring(TOPIC.length()), ROOM);
    }

    private void require(Caller caller, TopicName topic, String action) {
        if (!permissions.permits(caller, RESOURCE, action, null, topic.value())) {
            permissions.recordDenial(caller, RESOURCE, action, null);
            throw forbidden("Your roles do not permit 'topic:" + action + ":" + topic.value() + "'.");
        }
    }

    private static CodedException forbidden(String message) {
        return new CodedException(CommonError.FORBIDDEN, message);
    }
}
