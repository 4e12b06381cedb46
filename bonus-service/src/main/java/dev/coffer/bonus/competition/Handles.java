package dev.coffer.bonus.competition;

import java.security.SecureRandom;

/** Names that others see on leaderboards: made up, so that nothing follows from them. */
final class Handles {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 10;

    private final SecureRandom random = new SecureRandom();

    /** Such as "Player-K7M2QX9TAB": one of 2^50. */
    String next() {
        StringBuilder handle = new StringBuilder("Player-");
        for (int i = 0; i < LENGTH; i++) {
            handle.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return handle.toString();
    }
}
