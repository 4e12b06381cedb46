/**
 * Looking every so often for what is due or was left undone. Used by auth-, payment-, bonus- and kyc-service; knows of the store room
 * whether it is away.
 */
@NullMarked
package dev.coffer.core.sweep;

import org.jspecify.annotations.NullMarked;
