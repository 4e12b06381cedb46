package dev.coffer.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The meaning of a policy, written as loops over all rules and strings, sharing no code with the compiled form. */
final class NaiveEvaluator {
    private enum Applies {
        YES,
        NO,
        UNKNOWN
    }

    /** @param isPermitted the verdict @param deciders the rules of which the decision must name one, as "role urn" */
    record Answer(boolean isPermitted, List<String> deciders) {}

    private final Map<String, Role> roles = new HashMap<>();

    NaiveEvaluator(List<Role> roles) {
        roles.forEach(role -> this.roles.put(role.name(), role));
    }

    Answer decide(
            Subject subject, String resource, String action, @Nullable String ownerId, @Nullable String targetId) {
        List<String> certainDenials = new ArrayList<>();
        List<String> possibleDenials = new ArrayList<>();
        List<String> grants = new ArrayList<>();
        for (Role role : effectiveRoles(subject)) {
            for (String urn : role.denials()) {
                switch (applies(urn, subject, resource, action, ownerId, targetId)) {
                    case YES -> certainDenials.add(role.name() + " " + urn);
                    case UNKNOWN -> possibleDenials.add(role.name() + " " + urn);
                    case NO -> {}
                }
            }
            for (String urn : role.grants()) {
                if (applies(urn, subject, resource, action, ownerId, targetId) == Applies.YES) {
                    grants.add(role.name() + " " + urn);
                }
            }
        }
        if (!certainDenials.isEmpty()) {
            return new Answer(false, certainDenials);
        }
        if (!possibleDenials.isEmpty()) {
            return new Answer(false, possibleDenials);
        }
        return new Answer(!grants.isEmpty(), grants);
    }

    private List<Role> effectiveRoles(Subject subject) {
        List<Role> found = new ArrayList<>();
        subject.roles().forEach(name -> collect(name, found));
        return found;
    }

    private void collect(String name, List<Role> found) {
        Role role = roles.get(name);
        if (role != null && !found.contains(role)) {
            found.add(role);
            role.inherits().forEach(parent -> collect(parent, found));
        }
    }

    private static Applies applies(
            String urn,
            Subject subject,
            String resource,
            String action,
            @Nullable String ownerId,
            @Nullable String targetId) {
        String[] segments = urn.split(":");
        boolean isForResource = segments[0].equals("*") || segments[0].equals(resource);
        boolean isForAction = segments[1].equals("*") || segments[1].equals(action);
        if (!isForResource || !isForAction) {
            return Applies.NO;
        }
        String target = segments[2];
        if (target.equals("all") || target.equals("*")) {
            return Applies.YES;
        }
        if (target.equals("own")) {
            return compare(subject.id(), ownerId);
        }
        return compare(target, target.startsWith("team/") ? ownerId : targetId);
    }

    private static Applies compare(String wanted, @Nullable String actual) {
        if (actual == null) {
            return Applies.UNKNOWN;
        }
        return wanted.equals(actual) ? Applies.YES : Applies.NO;
    }
}
