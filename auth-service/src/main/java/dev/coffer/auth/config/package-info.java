/**
 * Settings of all services over GraphQL: who may see and change them, and how they are answered. Used by administrators through
 * the gateway and by {@code coffer config}.
 */
@NullMarked
package dev.coffer.auth.config;

import org.jspecify.annotations.NullMarked;
