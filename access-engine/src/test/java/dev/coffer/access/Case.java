package dev.coffer.access;

import dev.coffer.access.condition.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One question to one policy. Prints whole, so that a failure can be repeated by hand. */
record Case(
        List<Role> roles,
        Subject subject,
        String resource,
        String action,
        @Nullable String ownerId,
        @Nullable String targetId,
        Context context) {

    Case with(List<Role> fewer) {
        return new Case(fewer, subject, resource, action, ownerId, targetId, context);
    }

    Case with(Subject other) {
        return new Case(roles, other, resource, action, ownerId, targetId, context);
    }

    Case with(Context other) {
        return new Case(roles, subject, resource, action, ownerId, targetId, other);
    }

    Case with(@Nullable String owner, @Nullable String target) {
        return new Case(roles, subject, resource, action, owner, target, context);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                "\n%s asks %s:%s, owner %s, target %s".formatted(subject, resource, action, ownerId, targetId));
        text.append("\n  at %s from %s, resource of %s, %s, %s, %s"
                .formatted(
                        context.now(),
                        context.ip(),
                        context.resourceTenant(),
                        context.attributes(),
                        context.counts(),
                        context.rates()));
        for (Role role : roles) {
            text.append("\n  role %s inherits %s".formatted(role.name(), role.inherits()));
            role.rules().forEach(rule -> text.append("\n    ").append(rule));
        }
        return text.toString();
    }
}
