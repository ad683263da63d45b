/** Usage: how much of each pCPU the guests' vCPUs took, and which quantity says so. */
@NullMarked
package io.equipoise.traces.usage;

import org.jspecify.annotations.NullMarked;
