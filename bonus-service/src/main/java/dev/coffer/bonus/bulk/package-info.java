/** A bonus that is given to many users: kept user by user, and worked off by whichever replica has the lease. */
@NullMarked
package dev.coffer.bonus.bulk;

import org.jspecify.annotations.NullMarked;
