package dev.coffer.access.guilty;

import org.assertj.core.api.Assertions;

/** Guilty: leans on a library. */
public final class Borrower {
    private Borrower() {}

    public static void borrow() {
        Assertions.assertThat(true).isTrue();
    }
}
