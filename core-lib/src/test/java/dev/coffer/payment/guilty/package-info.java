/** Classes that break a house rule, for HouseRulesTest. No part of any service. */
@NullMarked
package dev.coffer.payment.guilty;

import org.jspecify.annotations.NullMarked;
