/** Looking at the ledger from outside: is every balance what its entries say. */
@NullMarked
package dev.coffer.scripts.ledger;

import org.jspecify.annotations.NullMarked;
