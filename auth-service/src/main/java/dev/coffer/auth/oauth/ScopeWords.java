package dev.coffer.auth.oauth;

import java.util.List;

/** Says in words what a scope is. */
final class ScopeWords {

    private ScopeWords() {}

    static List<String> of(List<String> scopes) {
        return scopes.stream().map(ScopeWords::of).toList();
    }

    private static String of(String scope) {
        return switch (scope) {
            case "openid" -> "know that you are you";
            case "profile" -> "see your display name and language";
            case "email" -> "see your e-mail address";
            case "phone" -> "see your phone number";
            case "offline_access" -> "go on while you are away";
            default -> permission(scope);
        };
    }

    /** As exact as the scope is: a nicer sentence would hide what it covers. */
    private static String permission(String scope) {
        String[] parts = scope.split(":");
        String action = parts.length < 2 || parts[1].equals("*") ? "do everything with" : parts[1];
        String of = parts.length == 3 && parts[2].equals("own") ? " of your own" : "";
        return action + ": " + parts[0] + of + " (" + scope + ")";
    }
}
