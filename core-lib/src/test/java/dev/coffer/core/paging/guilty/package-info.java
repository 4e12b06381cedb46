/** Classes that break a house rule, for HouseRulesTest. No part of the room. */
@NullMarked
package dev.coffer.core.paging.guilty;

import org.jspecify.annotations.NullMarked;
