package dev.coffer.notification.webhook;

import java.util.regex.Pattern;

/**
 * Which events an endpoint hears of.
 *
 * @param text a type, "wallet.deposit.completed"; all that begin alike, "wallet.*"; or all that are offered, "*"
 */
record EventPattern(String text) {

    static final String ALL = "*";

    private static final int LONGEST = 100;
    private static final String PART = "[a-z][a-z0-9-]*";
    private static final Pattern FORM = Pattern.compile("\\*|" + PART + "(\\." + PART + ")*(\\.\\*)?");

    EventPattern {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "Events are asked for as wallet.deposit.completed, wallet.* or *, in at most " + LONGEST
                            + " characters.");
        }
    }

    /** @throws IllegalArgumentException also where no event that is offered fits */
    static EventPattern parse(String text) {
        EventPattern pattern = new EventPattern(text);
        if (OfferedEvents.all().stream().noneMatch(event -> pattern.fits(event.type()))) {
            throw new IllegalArgumentException("No event fits " + text + "; webhookEvents lists those that there are.");
        }
        return pattern;
    }

    boolean fits(String type) {
        if (text.equals(ALL)) {
            return true;
        }
        return text.endsWith(".*") ? type.startsWith(text.substring(0, text.length() - 1)) : type.equals(text);
    }
}
