from definitions import definitions
from lifecycle import lifecycle
from sandboxes import sandboxes
from sessions import sessions
from tenants import farewell, tenants
from tomorrow import tomorrow

tenants()
definitions()
lifecycle()
sessions(sandboxes())
tomorrow()
farewell()
